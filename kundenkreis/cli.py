"""`kundenkreis`: everything an operator does, as commands.

Exit codes: 0 done, 1 refused or failed (one sentence on standard error), 2 wrong usage.
"""

import argparse
import os
import runpy
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from kundenkreis.core.importer import Exporter, Importer
from kundenkreis.core.refusal import Refused

BENCHES = Path(__file__).resolve().parents[1] / "bench"
Options = argparse.Namespace


def main(words: Sequence[str] | None = None) -> int:
    """Run one command."""
    options, rest = _parser().parse_known_args(words)
    if rest and not getattr(options, "takes_rest", False):
        _parser().error(f"I do not know: {' '.join(rest)}")
    options.rest = rest
    try:
        return int(options.run(options) or 0)
    except Refused as refused:
        print(f"kundenkreis: {refused.sentence}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kundenkreis", description=_first_line(__doc__))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, **more: object) -> argparse.ArgumentParser:
        text = _first_line(getattr(run, "__doc__", None))
        made = commands.add_parser(name, help=text, description=text, **more)  # type: ignore[arg-type]
        made.set_defaults(run=run)
        made.add_argument(
            "--data",
            type=Path,
            default=Path(os.environ.get("DATA", "data")),
            help="the installation's directory (default: data)",
        )
        return made

    for name, run in (("up", up), ("web", web)):
        made = command(name, run)
        made.add_argument("--host", default="127.0.0.1", help="default: this machine only")
        made.add_argument("--port", type=int, default=8000, help="default: 8000")
        if name == "up":
            made.add_argument(
                "--no-demo", action="store_true", help="begin empty, without the demo"
            )
    command("worker", worker)
    command("migrate", migrate)
    command("prepare", prepare)
    command("check", check)
    made = command("import", import_, add_help=False)
    made.add_argument("kind", nargs="?", metavar="KIND")
    made.set_defaults(takes_rest=True)
    made = command("export", export, add_help=False)
    made.add_argument("kind", nargs="?", metavar="KIND")
    made.set_defaults(takes_rest=True)
    made = command("bench", bench)
    made.add_argument("name", nargs="?", metavar="NAME")
    made.set_defaults(takes_rest=True)
    command("incoming-mail", incoming_mail)
    command("backup", backup).add_argument("file", type=Path, metavar="FILE")
    made = command("restore", restore)
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument(
        "--overwrite", action="store_true", help="replace all that is in the database"
    )
    command("shell", shell).add_argument("--brand", help="be inside this brand (its slug)")
    made = command("create-operator", create_operator)
    made.add_argument("--email", required=True, help="signs in with it")
    made.add_argument("--brand", required=True, help="short name, such as alpenfon")
    made.add_argument("--name", default="", help="the brand's name")
    made.add_argument(
        "--host", default="", help="where the brand answers, such as help.example.org"
    )
    made.add_argument("--phone", default="", help="the brand's telephone")
    return parser


def up(options: Options) -> None:
    """Start database, web and worker here, and keep them running."""
    from kundenkreis.server.up import Up

    Up(options.data, host=options.host, port=options.port, demo=not options.no_demo).run()


def web(options: Options) -> None:
    """Serve pages and live streams (the database must be there)."""
    _serving(options)
    from kundenkreis.server import web as serving

    # Without a pool each request opens a connection of its own, which knows no table yet.
    os.environ.setdefault("DATABASE_POOL", serving.pool_size())
    serving.serve(options.host, options.port)


def worker(options: Options) -> None:
    """Number events, react to them, deliver notices (the database must be there)."""
    _serving(options)
    _django()
    from kundenkreis.core import logs

    logs.set_up()
    import_module("kundenkreis.notifications.worker").run()


def migrate(options: Options) -> None:
    """Bring the database to this version (as DATABASE_OWNER_URL where set)."""
    from kundenkreis.server import prepare as preparing

    with _installation(options).connected():
        _django()
        preparing.migrate()
    print("The database is up to date.")


def prepare(options: Options) -> None:
    """Migrate, collect the static files, and in demo mode load the demo once."""
    from kundenkreis.server import prepare as preparing

    installation = _installation(options)
    with installation.connected():
        _django()
        preparing.migrate()
        preparing.collect()
        if os.environ.get("DEMO") == "1" and (lines := preparing.load_demo()):
            (installation.data / "who-can-sign-in").write_text("\n".join(lines))


def check(options: Options) -> int:
    """Say whether this installation is well."""
    from kundenkreis.server import checkup

    installation = _installation(options)
    with installation.connected():
        _django()
        found = list(checkup.findings(installation))
    for well, sentence in found:
        print("ok      " if well else "TROUBLE ", sentence)
    return 0 if all(well for well, _ in found) else 1


def import_(options: Options) -> None:
    """Import content: KIND and what it needs (without KIND: the list)."""
    _plugged(options, "import")


def export(options: Options) -> None:
    """Write content to files: KIND and what it needs (without KIND: the list)."""
    _plugged(options, "export")


def _plugged(options: Options, word: str) -> None:
    if {"-h", "--help"} & {options.kind, *options.rest}:
        # Help needs no database.
        _django()
        _plug(options, word)[1].print_help()
        return
    with _installation(options).connected():
        _django()
        plug, parser = _plug(options, word)
        if plug is None:
            raise Refused("unknown_kind", parser.description or "")
        print(plug.run(parser.parse_args(options.rest)))


def _plug(
    options: Options, word: str
) -> tuple[Importer | Exporter | None, argparse.ArgumentParser]:
    """The plug of this kind and its words; none, and what there is, for an unknown kind."""
    from kundenkreis import wiring

    plugs = wiring.IMPORTERS if word == "import" else wiring.EXPORTERS
    plug = plugs.get(options.kind)
    if plug is None:
        known = f"What can be {word}ed: {', '.join(sorted(plugs))}."
        return None, argparse.ArgumentParser(
            prog=f"kundenkreis {word}",
            usage=f"kundenkreis {word} KIND …",
            description=known,
        )
    parser = argparse.ArgumentParser(
        prog=f"kundenkreis {word} {options.kind}", description=_first_line(plug.__doc__)
    )
    plug.arguments(parser)
    return plug, parser


def incoming_mail(options: Options) -> None:
    """Take one mail from standard input, for a mail server's pipe (refused: a sentence, and 1)."""
    raw = sys.stdin.buffer.read()
    with _installation(options).connected():
        _django()
        from kundenkreis.channels.mail import actions
        from kundenkreis.core import clock

        print(actions.take_mail(raw, by=None, at=clock.now()))


def bench(options: Options) -> None:
    """Run a benchmark of the source tree (without NAME: the list)."""
    known = sorted(p.stem for p in BENCHES.glob("*.py") if not p.stem.startswith("_"))
    if options.name not in known:
        raise Refused("unknown_bench", f"Benchmarks: {', '.join(known) or 'none here'}.")
    sys.argv = [f"kundenkreis bench {options.name}", *options.rest]
    sys.path.insert(0, str(BENCHES.parent))
    runpy.run_module(f"bench.{options.name}", run_name="__main__")


def backup(options: Options) -> None:
    """Write the whole database into FILE."""
    from kundenkreis.server import backup as backups

    installation = _installation(options)
    with installation.connected():
        size = backups.backup(options.file, installation.server.bin)
    print(
        f"{options.file}: {size / 1e6:.1f} MB. Keep {installation.data}/secret-key with it."
    )


def restore(options: Options) -> None:
    """Fill the (empty) database from FILE."""
    from kundenkreis.server import backup as backups

    installation = _installation(options)
    with installation.connected():
        backups.restore(options.file, installation.server.bin, overwrite=options.overwrite)
    print(f"The database holds what {options.file} held.")


def shell(options: Options) -> None:
    """A Python prompt with the tables at hand."""
    with _installation(options).connected():
        _django()
        from contextlib import ExitStack

        from django.core.management import call_command

        from kundenkreis.brands import queries
        from kundenkreis.core import scope

        with ExitStack() as inside:
            if options.brand:
                if (brand := queries.brand_named(options.brand)) is None:
                    raise Refused("unknown_brand", f"There is no brand {options.brand}.")
                inside.enter_context(scope.inside(brand.pk))
            call_command("shell", "--interface", "python")


def create_operator(options: Options) -> None:
    """Make a brand (where missing) and its manager, who signs in by e-mailed code."""
    with _installation(options).connected():
        _django()
        from kundenkreis.core import clock
        from kundenkreis.server import operator

        person = operator.welcome(options, at=clock.now())
    print(f"{person.email} manages {options.brand}; sign in at /sign-in/.")


def _installation(options: Options):  # type: ignore[no-untyped-def]
    from kundenkreis.server.installation import Installation

    return Installation(options.data)


def _serving(options: Options) -> None:
    """The environment of a process that serves; it starts no database of its own."""
    from kundenkreis.server import secret
    from kundenkreis.server.installation import Installation, demand_newer

    installation = Installation(options.data)
    if installation.own:
        if not installation.server.held():
            raise Refused(
                "no_database",
                "There is no database: set DATABASE_URL, or run `kundenkreis up`.",
            )
        os.environ.update(installation.environment())
    secret.demand()
    demand_newer(os.environ["DATABASE_URL"])


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenkreis.settings")
    import django

    from kundenkreis.server import loading

    with loading.for_good():
        django.setup()


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n", 1)[0]


if __name__ == "__main__":
    sys.exit(main())
