import { GridLayer, type Coords, type DoneCallback, type GridLayerOptions } from "leaflet";

/**
 * Pictures from an address. Leaflet's own layer of tiles ends a loading by
 * putting a `data:` picture in its place, which the content security policy
 * forbids; this one takes the address away.
 */
export class PictureTiles extends GridLayer {
  readonly #address: string;

  constructor(address: string, options: GridLayerOptions) {
    super(options);
    this.#address = address;
    this.on("tileunload", ({ tile }) => tile.removeAttribute("src"));
    this.on("tileabort", ({ tile }) => tile.removeAttribute("src"));
  }

  protected override createTile({ z, x, y }: Coords, done: DoneCallback): HTMLElement {
    const tile = document.createElement("img");
    // Says nothing that the map's name does not.
    tile.alt = "";
    tile.setAttribute("role", "presentation");
    tile.onload = () => done(undefined, tile);
    tile.onerror = () => done(new Error("no such tile"), tile);
    tile.src = this.#address
      .replace("{z}", String(z))
      .replace("{x}", String(x))
      .replace("{y}", String(y));
    return tile;
  }
}
