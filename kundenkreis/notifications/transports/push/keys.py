"""The key by which push services know this installation (VAPID, RFC 8292).

Made from SECRET_KEY, so that it is there from the first start and in every process; devices that
subscribed stay reachable as long as neither changes.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

# The order of P-256 (SEC 2, §2.4.2): private keys lie between 1 and it, exclusive.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def private() -> ec.EllipticCurvePrivateKey:
    """The private key of this installation."""
    return _key(settings.VAPID_PRIVATE_KEY, settings.SECRET_KEY)


def public() -> str:
    """The public key as browsers want it: uncompressed point, base64url without padding."""
    point = (
        private().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    )
    return urlsafe_b64encode(point).rstrip(b"=").decode()


@lru_cache(maxsize=4)
def _key(given: str, secret: str) -> ec.EllipticCurvePrivateKey:
    if given:
        number = int.from_bytes(urlsafe_b64decode(given + "=" * (-len(given) % 4)))
    else:
        # 48 bytes: the remainder's bias is below 2^-128 (FIPS 186-5, A.2.1).
        stretch = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"kundenkreis.vapid")
        number = int.from_bytes(stretch.derive(secret.encode())) % (ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())
