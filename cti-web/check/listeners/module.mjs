// A page of `../sizes`, compiled to WebAssembly: with cti-web, or by hand.
export async function start(frame, origin, _, name) {
  const module = await import(`/build/${name}/${name}.js`);
  await module.default(`/build/${name}/module.opt.wasm`);
  const { Talk, Cloudtalk } = module;
  // Kept for as long as the page is there.
  window.phone = Talk ? new Talk(frame, origin) : new Cloudtalk(frame);
}
