import XmlBuilder from 'fast-xml-builder';

/** An element: attributes by their names after `@`, its text as `#text`, and its child elements, in this order. */
export interface XmlElement {
  readonly [name: string]: string | number | XmlElement | readonly XmlElement[] | undefined;
}

const builder = new XmlBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: true,
});

/**
 * An XML 1.0 document.
 *
 * @param root the root element by its name; texts must hold no character that XML forbids
 */
export const renderXml = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(root)}`;
