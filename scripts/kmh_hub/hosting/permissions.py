"""The Permissions Policy (W3C): what pages may use of the device.

Autoplay, fullscreen, pictures in pictures and encrypted media have no entry: by default only the
page has them, and gives them to the player that its reader opened (`assets/recordings.js`). An
entry would have to name each player's host, and take nothing from anybody.
"""

_OWN = ("clipboard-write",)
"""What the hub's own pages use: they copy links and citations when a reader asks for it."""
_DENIED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)


def permissions_policy() -> str:
    """Return the policy, with nothing allowed that is not used."""
    said = dict.fromkeys(_DENIED, "()") | dict.fromkeys(_OWN, "(self)")
    return ", ".join(f"{feature}={allowlist}" for feature, allowlist in sorted(said.items()))
