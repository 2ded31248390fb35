package dev.jug.kube.decode;

import dev.jug.kube.model.Metadata;
import dev.jug.kube.model.Port;
import dev.jug.kube.model.Protocol;
import dev.jug.kube.model.Quantity;
import dev.jug.kube.model.Selector;
import dev.jug.kube.yaml.Fields;
import dev.jug.kube.yaml.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What many objects have. */
final class Common {
  static final int LARGEST_PORT = 65_535;

  private static final Map<String, Protocol> PROTOCOLS =
      Map.of("TCP", Protocol.TCP, "UDP", Protocol.UDP, "SCTP", Protocol.SCTP);

  private static final Map<String, Selector.Operator> OPERATORS =
      Map.of(
          "In", Selector.Operator.IN,
          "NotIn", Selector.Operator.NOT_IN,
          "Exists", Selector.Operator.EXISTS,
          "DoesNotExist", Selector.Operator.DOES_NOT_EXIST);

  private Common() {}

  /** Of an object, which has a name. */
  static Metadata metadata(Fields object) {
    return object
        .need("metadata")
        .flatMap(value -> value.object(fields -> metadata(fields, true)))
        .orElse(new Metadata("", Map.of(), Map.of()));
  }

  /** Of a template, which has none of its own. */
  static Metadata templateMetadata(Fields template) {
    return template
        .object("metadata", fields -> metadata(fields, false))
        .orElse(new Metadata("", Map.of(), Map.of()));
  }

  private static Metadata metadata(Fields fields, boolean named) {
    var name =
        named
            ? fields.need("name").map(Names::subdomain).orElse("")
            : fields.text("name").map(_ -> "").orElse("");
    fields.unsupported("names are not made up here: give one in 'name'", "generateName");
    fields.meaningless("there is one namespace on one machine", "namespace");
    fields.meaningless("a cluster keeps it", "creationTimestamp", "uid", "resourceVersion");
    fields.meaningless("a cluster keeps it", "generation", "managedFields", "selfLink");
    fields.meaningless("a cluster keeps it", "ownerReferences", "finalizers");
    fields.meaningless("a cluster keeps it", "deletionTimestamp", "deletionGracePeriodSeconds");
    return new Metadata(
        name, fields.map("labels", Value::text), fields.map("annotations", Value::text));
  }

  static Quantity quantity(Value value) {
    try {
      var quantity = Quantity.parse(value.textOrNumber());
      if (quantity.amount().signum() < 0) {
        value.wrong("an amount is not below zero");
      }
      return quantity;
    } catch (IllegalArgumentException e) {
      value.wrong(String.valueOf(e.getMessage()));
      return new Quantity(BigDecimal.ZERO);
    }
  }

  static Protocol protocol(Fields fields) {
    return fields.word("protocol", PROTOCOLS).orElse(Protocol.TCP);
  }

  static OptionalInt port(Fields fields, String name) {
    var port = fields.integer(name, 1, LARGEST_PORT);
    return port.isPresent() ? OptionalInt.of((int) port.getAsLong()) : OptionalInt.empty();
  }

  static Port namedPort(Value value) {
    return value.isNumber()
        ? new Port.Number((int) value.integer(1, LARGEST_PORT))
        : new Port.Name(Names.label(value));
  }

  static Optional<Integer> mode(Fields fields, String name) {
    return fields.take(name).map(value -> (int) value.integer(0, 0777));
  }

  static Selector selector(Fields fields) {
    return new Selector(
        fields.map("matchLabels", Value::text),
        fields.objects("matchExpressions", Common::expression));
  }

  private static Selector.Expression expression(Fields fields) {
    var key = fields.needText("key");
    var operator = fields.word("operator", OPERATORS);
    var values = fields.texts("values");
    if (operator.isEmpty()) {
      fields.wrong("an expression needs an operator");
    }
    boolean compares =
        operator.equals(Optional.of(Selector.Operator.IN))
            || operator.equals(Optional.of(Selector.Operator.NOT_IN));
    if (operator.isPresent() && compares == values.isEmpty()) {
      fields.wrong(compares ? "the operator needs values" : "the operator has no values");
    }
    return new Selector.Expression(key, operator.orElse(Selector.Operator.EXISTS), values);
  }

  static <T> void noneTwice(Fields fields, String what, List<T> members, Function<T, String> name) {
    Names.twice(members, name)
        .ifPresent(twice -> fields.wrong("two " + what + " are called '" + twice + "'"));
  }
}
