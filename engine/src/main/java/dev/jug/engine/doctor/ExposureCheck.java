package dev.jug.engine.doctor;

import dev.jug.engine.audit.HostAudit;
import dev.jug.engine.audit.Risk;
import dev.jug.engine.audit.Risk.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What helps attackers is the business of {@code jug audit host}; here is how much there is. */
final class ExposureCheck implements Check {
  @Override
  public String area() {
    return "security";
  }

  @Override
  public List<Row> look(Machine machine) throws IOException {
    var state = machine.place().state();
    var place = Files.exists(state) ? state : machine.root();
    var risks = new HostAudit(machine.root()).find(place);
    long grave = risks.stream().map(Risk::level).filter(level -> level != Level.LOW).count();
    var found = risks.size() + " findings, " + grave + " of them medium or worse";
    return List.of(
        grave == 0
            ? Row.ok("settings of the kernel", found)
            : Row.note(
                "settings of the kernel",
                found,
                "they help who attacks from a container",
                "`jug audit host` names each, with what to set"));
  }
}
