#!/bin/sh
# Copies the pinned front-end libraries from node_modules into the tree, each with its licence.
set -eu
cd "$(dirname "$0")/.."
ui=kundenkreis/ui/static/ui

fonts=node_modules/@fontsource-variable/atkinson-hyperlegible-next
mkdir -p "$ui/fonts" "$ui/vendor" tests/browser/vendor
for part in latin latin-ext; do
  cp "$fonts/files/atkinson-hyperlegible-next-$part-wght-normal.woff2" \
    "$ui/fonts/atkinson-hyperlegible-next-$part.woff2"
done
cp "$fonts/LICENSE" "$ui/fonts/LICENSE.txt"

cp node_modules/htmx.org/dist/htmx.esm.min.js "$ui/vendor/htmx.js"
cp node_modules/htmx.org/LICENSE "$ui/vendor/htmx.LICENSE.txt"
# The source map is not copied; without this line browsers would ask for it.
sed -i '/^\/\/# sourceMappingURL=/d' "$ui/vendor/htmx.js"

cp node_modules/axe-core/axe.min.js tests/browser/vendor/axe.min.js
cp node_modules/axe-core/LICENSE tests/browser/vendor/axe.LICENSE.txt

python3 tools/sprite.py node_modules/lucide-static/icons tools/icons.txt "$ui/icons.svg"
cp node_modules/lucide-static/LICENSE "$ui/icons.LICENSE.txt"
