package dev.jug.cli.system;

import dev.jug.cli.context.Alone;
import dev.jug.cli.context.JugCommand;
import dev.jug.engine.doctor.Doctor;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether the machine can run containers; works with an engine and without. */
@Command(
    name = "jug doctor",
    description = {
      "Say what of this machine is as containers need it, what is not, and what to do.",
      "Exit code 1 if something is wrong. Works without an engine, too, and starts none."
    },
    sortOptions = false)
public final class DoctorCommand extends JugCommand implements Alone {
  /** How to say it. */
  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "json: an object a line, for programs.")
  Format format = Format.text;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only what is to be known or wrong.")
  boolean quiet;

  @Override
  public int run() {
    var report = report(context().control().doctor());
    front().print(report.text());
    return report.code();
  }

  @Override
  public Answer alone(Doctor doctor, Path directory) {
    var report = report(doctor);
    return new Answer(report.code(), report.text(), "");
  }

  private DoctorReport report(Doctor doctor) {
    var findings = doctor.examine();
    return format == Format.json
        ? DoctorReport.lines(findings, quiet)
        : DoctorReport.page(findings, quiet);
  }
}
