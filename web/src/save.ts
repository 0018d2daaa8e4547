// SPDX-License-Identifier: Apache-2.0
// Views as files: CSV from their data, SVG with its styles written in, PNG drawn from that.
import { csv } from './format.ts';

function offer(name: string, blob: Blob): void {
  const a = document.createElement('a');
  a.href = URL.createObjectURL(blob);
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
}

export function saveCsv(name: string, rows: (string | number)[][]): void {
  offer(`bede-${name}.csv`, new Blob([csv(rows)], { type: 'text/csv;charset=utf-8' }));
}

const KEPT = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-linejoin', 'opacity',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'paint-order', 'display', 'visibility',
];

/** A copy that looks the same without this page's style sheet. */
function alone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  from.forEach((el, i) => {
    const look = getComputedStyle(el);
    for (const name of KEPT) {
      const value = look.getPropertyValue(name);
      if (value) to[i]!.setAttribute(name, value);
    }
    for (const name of ['class', 'tabindex', 'role']) to[i]!.removeAttribute(name);
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.prepend(paper);
  return copy;
}

const asBlob = (svg: SVGSVGElement) =>
  new Blob([new XMLSerializer().serializeToString(alone(svg))], { type: 'image/svg+xml;charset=utf-8' });

export function saveSvg(name: string, svg: SVGSVGElement | null): void {
  if (svg) offer(`bede-${name}.svg`, asBlob(svg));
}

export async function savePng(name: string, svg: SVGSVGElement | null): Promise<void> {
  if (!svg) return;
  const { width, height } = svg.getBoundingClientRect();
  const url = URL.createObjectURL(asBlob(svg));
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  const scale = 2;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(url);
  canvas.toBlob((blob) => {
    if (blob) offer(`bede-${name}.png`, blob);
  });
}
