package dev.jug.kube.decode;

import dev.jug.kube.model.Check;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.Port;
import dev.jug.kube.model.Probe;
import dev.jug.kube.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Probes, and what is done after a start and before an end. */
final class Checks {
  private static final Map<String, Boolean> SCHEMES = Map.of("HTTP", false, "HTTPS", true);
  private static final int MOST = Integer.MAX_VALUE;

  private Checks() {}

  static Container.Probes probes(Fields container) {
    return new Container.Probes(
        container.object("livenessProbe", fields -> probe(fields, true)),
        container.object("readinessProbe", fields -> probe(fields, false)),
        container.object("startupProbe", fields -> probe(fields, true)));
  }

  /** Only a ready container may become so by more than one success. */
  private static Probe probe(Fields fields, boolean oneSuccess) {
    var grpc = fields.object("grpc", Checks::grpc);
    var check =
        One.of(
            fields,
            "way to probe (exec, httpGet, tcpSocket, grpc)",
            fields.object("exec", Checks::exec),
            fields.object("httpGet", Checks::httpGet),
            fields.object("tcpSocket", Checks::tcpSocket),
            grpc);
    return new Probe(
        check.orElse(new Check.Exec(List.of())),
        fields.seconds("initialDelaySeconds", 0).orElse(Duration.ZERO),
        fields.seconds("timeoutSeconds", 1).orElse(Duration.ofSeconds(1)),
        fields.seconds("periodSeconds", 1).orElse(Duration.ofSeconds(10)),
        (int) fields.integer("successThreshold", 1, oneSuccess ? 1 : MOST).orElse(1),
        (int) fields.integer("failureThreshold", 1, MOST).orElse(3),
        fields.seconds("terminationGracePeriodSeconds", 1));
  }

  static Container.Lifecycle lifecycle(Fields container) {
    return container
        .object(
            "lifecycle",
            fields ->
                new Container.Lifecycle(
                    fields.object("postStart", Checks::handler).flatMap(found -> found),
                    fields.object("preStop", Checks::handler).flatMap(found -> found)))
        .orElse(new Container.Lifecycle(Optional.empty(), Optional.empty()));
  }

  private static Optional<Check> handler(Fields fields) {
    return One.of(
        fields,
        "thing to do (exec, httpGet, tcpSocket, sleep)",
        fields.object("exec", Checks::exec),
        fields.object("httpGet", Checks::httpGet),
        fields.object("tcpSocket", Checks::tcpSocket),
        fields.object(
            "sleep", sleep -> new Check.Sleep(sleep.seconds("seconds", 0).orElse(Duration.ZERO))));
  }

  private static Check exec(Fields fields) {
    var command = fields.texts("command");
    if (command.isEmpty()) {
      fields.wrong("there is no command");
    }
    return new Check.Exec(command);
  }

  private static Check httpGet(Fields fields) {
    return new Check.HttpGet(
        fields.text("host").orElse(""),
        port(fields),
        fields.text("path").orElse("/"),
        fields.word("scheme", SCHEMES).orElse(false),
        fields.objects(
            "httpHeaders",
            header -> new Check.Header(header.needText("name"), header.needText("value"))));
  }

  private static Check tcpSocket(Fields fields) {
    return new Check.TcpSocket(fields.text("host").orElse(""), port(fields));
  }

  private static Check grpc(Fields fields) {
    var port = fields.need("port").map(value -> (int) value.integer(1, Common.LARGEST_PORT));
    return new Check.Grpc(port.orElse(1), fields.text("service").orElse(""));
  }

  private static Port port(Fields fields) {
    return fields.need("port").map(Common::namedPort).orElse(new Port.Number(1));
  }
}
