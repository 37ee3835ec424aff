// A map beside a list: what it shows stands in the list too. Leaflet is fetched only where a map is in sight.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function base(L, map, data) {
  if (data.tiles) {
    return L.tileLayer(data.tiles, { attribution: data.attribution, maxZoom: 19 }).addTo(map);
  }
  // Without a tile server: our region's outline and the names of places around.
  map.attributionControl.addAttribution(data.attribution);
  fetch(data.outline).then((answer) => answer.json()).then((region) => {
    const style = { color: css("--line-strong"), weight: 1, fillColor: css("--surface"), fillOpacity: 1 };
    L.geoJSON(region, { style, interactive: false }).addTo(map).bringToBack();
  });
  for (const place of data.places) {
    L.circleMarker([place.lat, place.lng], { radius: 2, color: css("--ink-soft"), interactive: false })
      .bindTooltip(place.name, { permanent: true, direction: "right", className: "map__place" }).addTo(map);
  }
}

function marks(L, map, data) {
  const brand = css("--brand-text");
  const area = { color: brand, weight: 2, fillOpacity: 0.12, interactive: false };
  for (const point of data.points) {
    const at = [point.lat, point.lng];
    if (point.metres) L.circle(at, { radius: point.metres, ...area }).addTo(map);
    if (point.name) {
      L.circleMarker(at, { radius: 4, color: brand, interactive: false })
        .bindTooltip(point.name, { permanent: true, direction: "top", className: "map__name" }).addTo(map);
    }
    if (point.sign) {
      const html = Object.assign(document.createElement("span"), { textContent: point.sign });
      const icon = L.divIcon({ className: `map__mark map__mark--${point.kind}`, html, iconSize: [36, 36] });
      L.marker(at, { icon, keyboard: false, interactive: false, zIndexOffset: 1000 }).addTo(map);
    }
  }
  if (data.way && data.points.length > 1) {
    L.polyline(data.points.map((p) => [p.lat, p.lng]), { color: brand, weight: 3, dashArray: "2 8", interactive: false }).addTo(map);
  }
}

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
  for (const p of data.points) bounds.extend(L.latLng(p.lat, p.lng).toBounds(Math.max(1500, (p.metres ?? 0) * 2)));
  map.fitBounds(bounds, { padding: [24, 24], maxZoom: 15 });
  base(L, map, data);
  marks(L, map, data);
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "200px" });
for (const figure of document.querySelectorAll("[data-map]")) seen.observe(figure);
