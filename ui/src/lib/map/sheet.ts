import { DomUtil, Layer, type LatLng, type LeafletEventHandlerFn, type Map } from "leaflet";
import type { ZoomAnimEvent } from "leaflet";

import { worldPixels } from "./mercator";
import { readPalette, type Palette } from "./palette";

/** What one drawing needs: x px = world x × `scale` − `left`, y likewise. */
export interface Drawing {
  ctx: CanvasRenderingContext2D;
  /** px */
  width: number;
  height: number;
  zoom: number;
  /** Pixels of the whole world. */
  scale: number;
  left: number;
  top: number;
  palette: Palette;
}

interface Options {
  /** The pane of the map that it lies in. */
  pane: string;
  /** How far it reaches beyond the view on each side, in views: as far it can be dragged undrawn. */
  padding?: number;
  /** Drawn anew with every movement, so that what it draws can hold to the edge of the view. */
  live?: boolean;
}

/**
 * A canvas over the whole map. It moves and grows with the map by the webview's
 * own means and is drawn anew once the map rests, so that a drag costs no
 * drawing at all.
 */
export class CanvasSheet extends Layer {
  readonly canvas: HTMLCanvasElement;
  readonly #draw: (drawing: Drawing) => void;
  readonly #pane: string;
  readonly #padding: number;
  readonly #live: boolean;
  #palette: Palette | null = null;
  /** Where the map stood when this was drawn. */
  #centre: LatLng | null = null;
  #zoom = 0;
  #waiting = 0;

  constructor(draw: (drawing: Drawing) => void, { pane, padding = 0.3, live = false }: Options) {
    super();
    this.#draw = draw;
    this.#pane = pane;
    this.#padding = live ? 0 : padding;
    this.#live = live;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
  }

  override onAdd(map: Map): this {
    const pane = map.getPane(this.#pane) ?? map.createPane(this.#pane);
    // Leaflet lets what has this class grow with a zoom, around its own corner.
    this.canvas.className = map.options.zoomAnimation
      ? "leaflet-zoom-animated map-sheet"
      : "map-sheet";
    pane.append(this.canvas);
    this.redraw();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.#waiting);
    this.canvas.remove();
    return this;
  }

  override getEvents(): Record<string, LeafletEventHandlerFn> {
    const redraw = (): void => this.redraw();
    return {
      viewreset: redraw,
      moveend: redraw,
      resize: redraw,
      move: () => {
        if (this.#live || !this.#covers()) this.redraw();
      },
      zoom: () => this.#follow(this._map.getCenter(), this._map.getZoom()),
      zoomanim: ((event: ZoomAnimEvent) =>
        this.#follow(event.center, event.zoom)) as LeafletEventHandlerFn,
    };
  }

  /** The tokens changed: they are read again with the next drawing. */
  repaint(): void {
    this.#palette = null;
    this.redrawSoon();
  }

  /** Draws once before the next frame, however often it is asked. */
  redrawSoon(): void {
    if (this.#waiting) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      this.redraw();
    });
  }

  redraw(): void {
    // Leaflet's own field; undefined before and null after the map has this.
    const map = this._map as Map | null | undefined;
    const ctx = map && this.canvas.getContext("2d");
    if (!map || !ctx) return;
    const size = map.getSize();
    const pad = size.multiplyBy(this.#padding).round();
    const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    const [width, height] = [size.x + 2 * pad.x, size.y + 2 * pad.y];
    const ratio = devicePixelRatio;
    if (this.canvas.width !== width * ratio || this.canvas.height !== height * ratio) {
      this.canvas.width = width * ratio;
      this.canvas.height = height * ratio;
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    DomUtil.setPosition(this.canvas, corner);
    this.#centre = map.getCenter();
    this.#zoom = map.getZoom();
    this.#palette ??= readPalette(map.getContainer());
    const world = corner.add(map.getPixelOrigin());
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    this.#draw({
      ctx,
      width,
      height,
      zoom: this.#zoom,
      scale: worldPixels(this.#zoom),
      left: world.x,
      top: world.y,
      palette: this.#palette,
    });
  }

  /** Whether what is drawn still fills the view. */
  #covers(): boolean {
    if (!this.#centre) return false;
    const [then, now] = [this.#centre, this._map.getCenter()].map((centre) =>
      this._map.project(centre, this.#zoom),
    );
    if (!then || !now) return false;
    const size = this._map.getSize().multiplyBy(this.#padding);
    return Math.abs(then.x - now.x) <= size.x && Math.abs(then.y - now.y) <= size.y;
  }

  /** Puts what is drawn where it belongs in a view that the map is about to show. */
  #follow(centre: LatLng, zoom: number): void {
    const map = this._map;
    if (!this.#centre) return;
    const scale = map.getZoomScale(zoom, this.#zoom);
    const size = map.getSize();
    const pane = map.getPane("mapPane");
    const shift = pane ? DomUtil.getPosition(pane) : size.multiplyBy(0);
    const origin = map.project(centre, zoom).subtract(size.divideBy(2)).add(shift).round();
    const offset = size
      .multiplyBy((0.5 + this.#padding) * -scale)
      .add(map.project(this.#centre, zoom))
      .subtract(origin);
    DomUtil.setTransform(this.canvas, offset, scale);
  }
}
