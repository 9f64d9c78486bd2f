// What a page in JavaScript has for the relay: see docs/relay.md.
const talk = document.querySelector('iframe');
const relay = new WebSocket('wss://relay.crm.example/desktop');
addEventListener('message', ({ source, origin, data }) => {
    if (source !== talk.contentWindow || relay.readyState !== WebSocket.OPEN) return;
    relay.send(JSON.stringify(typeof data === 'string' ? { origin, text: data } : { origin, object: data }));
});
relay.onmessage = ({ data }) => {
    const { post } = JSON.parse(data);
    if (post) talk.contentWindow.postMessage(post.text ?? post.object, post.target);
};
