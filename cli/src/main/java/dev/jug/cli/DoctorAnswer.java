package dev.jug.cli;

import dev.jug.cli.system.DoctorCommand;
import dev.jug.door.Prepared.Line;
import dev.jug.engine.doctor.Doctor;
import java.util.List;
import picocli.CommandLine.ParameterException;

/**
 * What {@code jug doctor} says where there is no engine to ask.
 *
 * @param code the exit code: 0, or 1 if something is wrong; 125 if the words make no sense
 * @param out for standard output
 * @param err for standard error
 */
public record DoctorAnswer(int code, String out, String err) {
  private static final int USAGE = 125;

  /** Answers to the words behind {@code jug doctor}. */
  public static DoctorAnswer to(List<String> words, Doctor doctor) {
    var line = Line.of(new DoctorCommand());
    try {
      line.parser().parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      var text = "jug doctor: " + e.getMessage() + "\nSee 'jug doctor --help'.\n";
      return new DoctorAnswer(USAGE, "", text);
    }
    if (line.parser().isUsageHelpRequested()) {
      return new DoctorAnswer(0, line.parser().getUsageMessage(), "");
    }
    var report = line.command().report(doctor);
    return new DoctorAnswer(report.code(), report.text(), "");
  }
}
