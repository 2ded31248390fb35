package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Invalid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has the engine serve the dashboard, and prints where. */
@Command(
    name = "jug dashboard",
    description = {
      "Serve a web page with containers, charts, logs, terminals, images and networks.",
      "Prints an address that lets one browser in, once; type it again for another."
    },
    footer = {
      "",
      "It is at 127.0.0.1 only. From another machine, with the same number at both ends:",
      "  ssh -L PORT:127.0.0.1:PORT MACHINE"
    })
public final class DashboardCommand extends JugCommand {
  private static final int LARGEST = 65_535;

  @Option(names = "--port", description = "Port of 127.0.0.1; otherwise any that is free.")
  int port;

  @Option(names = "--stop", description = "Serve it no more.")
  boolean stop;

  @Override
  public int run() {
    if (port < 0 || port > LARGEST) {
      throw new Invalid("no port: " + port, "Ports go from 1 to " + LARGEST + ".");
    }
    if (!stop) {
      front().printLine(context().control().dashboard(port));
    } else {
      boolean was = context().control().endDashboard();
      front().printLine(was ? "dashboard: stopped" : "dashboard: it was not open");
    }
    return 0;
  }
}
