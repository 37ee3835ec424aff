// A map beside a list: what it shows stands in the list too. Leaflet is fetched only where a map is in sight.
import { ground, marks } from "./map-layers.js";

async function draw(figure) {
  await import("../vendor/leaflet.js");
  const L = window.L;
  const data = JSON.parse(figure.dataset.map);
  const canvas = figure.querySelector(".map__canvas");
  canvas.hidden = false;
  const map = L.map(canvas, { zoomControl: false, attributionControl: true, scrollWheelZoom: false, keyboard: false });
  L.control.zoom({ zoomInTitle: data.words.in, zoomOutTitle: data.words.out }).addTo(map);
  map.attributionControl.setPrefix(false);
  const bounds = L.latLngBounds([]);
  const least = data.tiles ? 1500 : 16000; // the outline says something only from farther away
  for (const p of data.points) bounds.extend(L.latLng(p.lat, p.lng).toBounds(Math.max(least, (p.metres ?? 0) * 2)));
  map.fitBounds(bounds, { padding: [24, 24], maxZoom: 15 });
  const paint = () => {
    map.eachLayer((layer) => layer.remove());
    ground(L, map, data);
    marks(L, map, data);
  };
  paint();
  // Its colours are those of the appearance, which may change while somebody looks.
  document.addEventListener("appearance", paint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "200px" });
for (const figure of document.querySelectorAll("[data-map]")) seen.observe(figure);
