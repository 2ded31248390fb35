package dev.jug.cli.context;

import dev.jug.engine.doctor.Doctor;

/** A command that can be answered where there is no engine; none is started for it. */
public interface Alone {
  /**
   * The answer to what its fields say.
   *
   * @param doctor one for this machine
   * @throws dev.jug.engine.error.EngineException as {@link JugCommand#run()}
   */
  Answer alone(Doctor doctor);

  /**
   * An answer.
   *
   * @param code the exit code
   * @param out for standard output
   * @param err for standard error
   */
  record Answer(int code, String out, String err) {}
}
