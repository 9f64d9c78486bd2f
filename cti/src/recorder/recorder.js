// The lines of a recording.

function ctiRecorder() {
  const judge = new Judge(DECLARATION);
  const blanker = new Blanker(DECLARATION);
  const start = performance.now();
  const lines = [JSON.stringify({ cti: 1, protocol: DECLARATION?.name })];
  const verdicts = [];

  const note = (members) => {
    lines.push(object({ at: quoted(Math.round(performance.now() - start)), ...members }));
  };
  // Whatever a page posts, the page goes on.
  const safely = (record) => (...given) => {
    try {
      record(...given);
    } catch (error) {
      console.error("cti recorder:", error);
    }
  };
  const verdict = ({ verdict, name, why }) => verdicts.push({ verdict, name, why });
  const text = () => lines.join("\n") + "\n";

  return {
    /** What was posted between windows. */
    posted: safely((side, origin, source, value) => {
      const { data, pad } = posted(value);
      const judged = judge.posted({ side, origin, source, data, pad });
      verdict(judged);
      const line = { side: quoted(side), origin: quoted(origin) };
      if (source !== 1) line.source = quoted(source);
      if (pad) line.pad = quoted(pad);
      note({ ...line, data: blanker.json(data, judged.marks) });
    }),
    /** What crossed the edge of a library. */
    signalled: safely((signal) => {
      const judged = judge.signalled(signal);
      verdict(judged);
      note(signalLine(signal, blanker, judged.marks));
    }),
    text,
    /** How many lines there are, and the verdicts on them. */
    count: () => lines.length - 1,
    verdicts: () => verdicts.slice(),
    /** Call this when the phone's frame was reloaded. */
    reloaded: () => note({ reload: "true" }),
    save(name = `${DECLARATION?.name ?? "recording"}.jsonl`) {
      const url = URL.createObjectURL(new Blob([text()], { type: "application/jsonl" }));
      const link = document.createElement("a");
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
  };
}
