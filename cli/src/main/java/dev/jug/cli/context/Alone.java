package dev.jug.cli.context;

import dev.jug.engine.doctor.Doctor;
import java.nio.file.Path;

/** A command that can be answered where there is no engine; none is started for it. */
public interface Alone {
  /**
   * The answer to what its fields say.
   *
   * @param doctor one for this machine
   * @param directory what names of files are relative to
   * @throws dev.jug.engine.error.EngineException as {@link JugCommand#run()}
   */
  Answer alone(Doctor doctor, Path directory);

  /**
   * An answer.
   *
   * @param code the exit code
   * @param out for standard output
   * @param err for standard error
   */
  record Answer(int code, String out, String err) {}
}
