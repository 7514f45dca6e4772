"""A certificate of our own making, for one name, by the openssl command."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

HAVE_OPENSSL = shutil.which("openssl") is not None


@dataclass
class Identity:
    """A self-signed certificate for a name: `names` are the server names that clients asked it for."""

    folder: Path
    name: str
    names: list[str | None] = field(default_factory=list)

    @property
    def certificate(self) -> Path:
        return self.folder / "certificate.pem"

    def context(self) -> ssl.SSLContext:
        key = self.folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-subj", f"/CN={self.name}", "-addext", f"subjectAltName=DNS:{self.name}", "-days", "2",
             "-keyout", str(key), "-out", str(self.certificate)],
            check=True, capture_output=True,
        )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)

        def note(connection: object, name: str | None, context: ssl.SSLContext) -> None:
            self.names.append(name)

        context.sni_callback = note
        return context
