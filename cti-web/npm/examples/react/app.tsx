// A page that shows LeadDesk Talk, or doesn't.
import { useState } from "react";
import { Softphone } from "./softphone.js";

export function App() {
  const [shown, setShown] = useState(true);
  return (
    <>
      <button onClick={() => setShown(!shown)}>{shown ? "Hide" : "Show"}</button>
      {shown && <Softphone />}
    </>
  );
}
