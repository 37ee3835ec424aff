"""What a film or recording is, told by its bytes: never by its name, and without decoding anything."""

from kundenkreis.media.containers.found import Found as Found
from kundenkreis.media.containers.found import Patch as Patch
from kundenkreis.media.containers.found import Refusal as Refusal
from kundenkreis.media.containers.recognising import recognise as recognise
