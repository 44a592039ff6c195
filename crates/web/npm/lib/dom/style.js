/** One style sheet per document: a sheet can be adopted only where it was made. */
const sheets = new WeakMap();

/**
 * Makes `hidden` mean it: a rule such as `display: flex` of the host would win over the browser's own for `[hidden]`.
 * An adopted sheet needs no `style-src` of a content security policy.
 */
export function adoptStyle(root) {
  const document = root.ownerDocument ?? root;
  const around = root.getRootNode();
  const scope = 'adoptedStyleSheets' in around ? around : document;
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync('[data-usher-state~="hidden"]{display:none!important}');
    sheets.set(document, sheet);
  }
  if (!scope.adoptedStyleSheets.includes(sheet)) scope.adoptedStyleSheets.push(sheet);
}
