package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.log.LogForward;
import dev.jug.engine.pod.PodLog;
import dev.jug.engine.syslog.SyslogOptions;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where what is kept of a container's output goes besides. */
final class Forwards {
  private Forwards() {}

  /**
   * Begins to send it on, from where an earlier engine ended.
   *
   * @param running whether more can come
   * @return empty if it is to go nowhere
   */
  static Optional<LogForward> of(
      Services services, ContainerRecord record, BooleanSupplier running) {
    var directory = services.layout().stateOf(record.id());
    var member = record.request().pod();
    if (member != null) {
      return Optional.ofNullable(member.log()).map(log -> PodLog.follow(directory, log, running));
    }
    var log = record.request().logConfig();
    return SyslogOptions.of(log.driver(), log.options())
        .map(options ->
            options.forward(
                directory, record.id(), record.name(), record.request().image().shown(), running));
  }
}
