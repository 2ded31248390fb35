package dev.jug.engine.doctor;

import java.io.IOException;
import java.util.List;

/** Looks at one side of a machine. */
interface Check {
  /** What it looks at, in a word. */
  String area();

  /**
   * What it finds, a row for each thing it looked at: what is well, too.
   *
   * @throws IOException if a file that must be there cannot be read
   */
  List<Row> look(Machine machine) throws IOException;

  /** All there are, in the order in which a start needs what they look at. */
  static List<Check> all() {
    return List.of(
        new EngineCheck(),
        new JavaCheck(),
        new PermissionsCheck(),
        new KernelCheck(),
        new FileSystemsCheck(),
        new NamespacesCheck(),
        new SeccompCheck(),
        new CgroupsCheck(),
        new SecurityModulesCheck(),
        new DiskCheck(),
        new NetworkCheck(),
        new FirewallCheck(),
        new PortsCheck(),
        new LimitsCheck(),
        new ClockCheck(),
        new ProgramsCheck(),
        new ExposureCheck());
  }
}
