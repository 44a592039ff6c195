/** A run that a mask stands in: what hides, and the digits and signs that it keeps around itself. */
const MASK = /((?:[+(]{0,2}\d[\d ().-]{0,15})?•[•\d ().-]*[•\d])/u;

/** A text of a client. A mask in it is one thing to the eye: it does not break over two lines. */
export function Words({ text }: { text: string }) {
  // Every other part is what the pattern caught.
  return text.split(MASK).map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <span key={place} className="mask">
        {part}
      </span>
    ),
  );
}
