package dev.jug.engine.doctor;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports that somebody listens at, which nobody can publish (proc_pid_net(5)). */
final class PortsCheck implements Check {
  private static final String LISTENS = "0A";
  private static final int HEXADECIMAL = 16;
  private static final int STATE = 3;
  private static final int SHOWN = 12;

  @Override
  public String area() {
    return "ports";
  }

  @Override
  public List<Row> look(Machine machine) {
    var ports = new TreeSet<Integer>();
    Stream.of("proc/self/net/tcp", "proc/self/net/tcp6")
        .flatMap(file -> machine.text(file).stream().flatMap(String::lines))
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > STATE && fields[STATE].equals(LISTENS))
        .map(fields -> fields[1].substring(fields[1].lastIndexOf(':') + 1))
        .forEach(port -> ports.add(Integer.valueOf(port, HEXADECIMAL)));
    if (ports.isEmpty()) {
      return List.of(Row.ok("TCP", "nobody listens: all can be published"));
    }
    var shown = ports.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    var more = ports.size() > SHOWN ? ", …" : "";
    return List.of(Row.ok("TCP", ports.size() + " in use, not for -p: " + shown + more));
  }
}
