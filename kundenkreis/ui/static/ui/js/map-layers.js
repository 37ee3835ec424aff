// What a map shows: the ground beneath, and our pins, names, circles and ways on it.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function ground(L, map, data) {
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

export function marks(L, map, data) {
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
      const icon = L.divIcon({ className: `map__mark map__mark--${point.kind}`, html, iconSize: null });
      L.marker(at, { icon, keyboard: false, interactive: false, zIndexOffset: 1000 }).addTo(map);
    }
  }
  if (data.way && data.points.length > 1) {
    L.polyline(data.points.map((p) => [p.lat, p.lng]), { color: brand, weight: 3, dashArray: "2 8", interactive: false }).addTo(map);
  }
}
