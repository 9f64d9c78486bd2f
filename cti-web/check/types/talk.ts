// What TypeScript makes of the module: every line under `@ts-expect-error` must be one.
import init, { type Notice, type Talk, TalkPhone } from "../../example/build/crm/example_talk_js.js";

export async function open(frame: HTMLIFrameElement): Promise<string> {
  await init();
  const talk = new TalkPhone(
    frame,
    {
      call: (call) => {
        const { id, number, direction }: { id: number; number: string | number; direction: string } =
          call;
        console.log(id, number, direction, call.ringStart.length);
        // @ts-expect-error: no such field
        console.log(call.callId);
      },
      completed: ({ call }) => console.log(call.reason?.name ?? "no reason"),
      // @ts-expect-error: no such event
      ringing: () => {},
    },
    (notice: Notice) => console.log(notice.kind === "refused", notice.text),
  );
  new TalkPhone(frame, {});

  talk.send({ action: "call", number: "+12025550101", autocall: true });
  talk.send({ action: "setStatus", enabled: false });
  // @ts-expect-error: no such command
  talk.send({ action: "dial", number: "+12025550101" });
  // @ts-expect-error: a field is missing
  talk.send({ action: "call", number: "+12025550101" });
  // @ts-expect-error: a boolean is needed
  talk.send({ action: "setStatus", enabled: "no" });
  // @ts-expect-error: a string is needed
  talk.dial(12025550101);

  const settings: Talk.UseSettingsCommand = { action: "useSettings" };
  talk.send(settings);
  talk.close();
  return talk.getJwt();
}
