"""One photo a helper. Global like the helper herself; who of a brand may see it, its rooms say."""

import uuid

from django.db import models
from django.db.models import Q

from kundenkreis.helpers.models import Helper


class HelperPhoto(models.Model):
    """Her face, written anew. A new photo has a new address: an old link shows nothing."""

    # The longer side, in pixels: a face on a telephone, and no more than that.
    SIDE = 640

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    helper = models.OneToOneField(Helper, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gte=1, width__lte=640, height__gte=1, height__lte=640),
                name="helper_photo_size",
            ),
        ]

    @property
    def path(self) -> str:
        return f"/portraits/{self.pk}/"
