// LeadDesk Talk as a component: open while it is mounted.
import { useState } from "react";
import { LeaddeskTalk, type CallEvent } from "cti-softphones/leaddesk-talk";
import { usePhone } from "cti-softphones/react";

export function Softphone() {
  const [calls, setCalls] = useState<CallEvent[]>([]);
  const [why, setWhy] = useState("");
  const { frame, phone, error } = usePhone(LeaddeskTalk, {
    call: (call) => setCalls([...calls, call]),
  });

  const dial = (number: string): void => {
    try {
      phone?.send({ action: "call", number, autocall: true });
      setWhy("");
    } catch (thrown) {
      setWhy(String(thrown));
    }
  };

  return (
    <section>
      <button disabled={phone === undefined} onClick={() => dial("+12025550101")}>
        Call
      </button>
      <p role="status">{error === undefined ? why : String(error)}</p>
      <ol>
        {calls.map((call) => (
          <li key={call.id}>{call.number}</li>
        ))}
      </ol>
      <iframe
        ref={frame}
        title="LeadDesk Talk"
        allow="microphone *"
        src="https://login-ce2.leaddesk.com/"
        width={400}
        height={800}
      />
    </section>
  );
}
