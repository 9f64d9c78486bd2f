// What TypeScript makes of the package: every line under `@ts-expect-error` must be one.
import { Cloudtalk, type Contact } from "cti-softphones/cloudtalk";
import { LeaddeskTalk, type JwtEvent, type PhoneNotice } from "cti-softphones/leaddesk-talk";
import { listen, readFrom, send, type Event } from "cti-softphones/leaddesk-talk/guard";
import { usePhone } from "cti-softphones/react";
import { phone as cloudtalk } from "cti-softphones/simulated/cloudtalk";
import { phone, type Phone as TalkPhone } from "cti-softphones/simulated/leaddesk-talk";

export async function open(frame: HTMLIFrameElement): Promise<JwtEvent> {
  const talk = await LeaddeskTalk.connect(
    frame,
    {
      call: (call) => {
        const { id, number }: { id: number; number: string | number } = call;
        console.log(id, number, call.ringStart.length);
        // @ts-expect-error: no such field
        console.log(call.callId);
      },
      // @ts-expect-error: no such event
      ringing: () => {},
    },
    { notice: (notice: PhoneNotice) => console.log(notice.kind === "refused") },
  );
  talk.send({ action: "call", number: "+12025550101", autocall: true });
  // @ts-expect-error: no such command
  talk.send({ action: "dial", number: "+12025550101" });
  // @ts-expect-error: a field is missing
  talk.send({ action: "call", number: "+12025550101" });
  // @ts-expect-error: nothing answers it
  await talk.request({ action: "hangup" });
  // @ts-expect-error: only `connect` makes one
  new LeaddeskTalk({});
  talk.close();
  return talk.request({ action: "getJwt" });
}

export async function watch(frame: HTMLIFrameElement): Promise<void> {
  const phone = await Cloudtalk.connect(frame, {
    ringing: ({ properties }) => {
      const contact: Contact | null | undefined = properties.contact;
      console.log(properties.call_uuid, contact?.name);
    },
  });
  // @ts-expect-error: the phone takes no commands
  phone.send({});
}

export function guarded(frame: HTMLIFrameElement, event: MessageEvent): () => void {
  const read: Event | undefined = readFrom(frame, event);
  if (read?.action === "login") send(frame, { action: "useSettings" });
  // @ts-expect-error: no such command
  send(frame, { action: "dial" });
  return listen(frame, (message) => console.log(message.action));
}

export function Component(): LeaddeskTalk | undefined {
  // @ts-expect-error: no such event
  usePhone(LeaddeskTalk, { ringing: () => {} });
  return usePhone(LeaddeskTalk, { login: ({ language }) => console.log(language) }).phone;
}

export async function simulated(): Promise<void> {
  const talk: TalkPhone = await phone("https://crm.example", ({ kind }) => console.log(kind));
  talk.agentLogsIn();
  talk.ring("+12025550101");
  // @ts-expect-error: a number is missing
  talk.ring();
  const [command] = talk.received;
  if (command?.action === "call") console.log(command.number);
  const other = await cloudtalk("https://crm.example");
  const id: string = other.ring("+12025550101");
  const contact: Contact = { id: 7, name: "Ada Example" };
  other.contactInfo(id, contact);
  // @ts-expect-error: the phone takes no commands
  other.received[0].event;
}
