package dev.jug.kube.decode;

import dev.jug.kube.model.EnvFrom;
import dev.jug.kube.model.EnvVar;
import dev.jug.kube.model.Quantity;
import dev.jug.kube.yaml.Fields;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Variables of environments. */
final class Envs {
  private static final Set<String> FIELDS =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "metadata.labels",
          "metadata.annotations",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");

  private static final Pattern ENTRY =
      Pattern.compile("metadata\\.(labels|annotations)\\['[^']+'\\]");
  private static final Pattern RESOURCE =
      Pattern.compile("(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-[0-9A-Za-z]+)");

  private Envs() {}

  static EnvVar variable(Fields fields) {
    var name = fields.needText("name");
    if (name.contains("=")) {
      fields.wrong("the name of a variable has no '='");
    }
    var value = fields.text("value");
    var source = fields.object("valueFrom", Envs::source).flatMap(found -> found);
    if (source.isPresent() && value.filter(text -> !text.isEmpty()).isPresent()) {
      fields.wrong("a variable has 'value' or 'valueFrom', not both");
    }
    return new EnvVar(name, source.orElse(new EnvVar.Source.Text(value.orElse(""))));
  }

  private static Optional<EnvVar.Source> source(Fields fields) {
    Optional<EnvVar.Source> map =
        fields.object(
            "configMapKeyRef",
            ref ->
                new EnvVar.Source.ConfigMapKey(
                    ref.needText("name"), ref.needText("key"), ref.flag("optional", false)));
    Optional<EnvVar.Source> secret =
        fields.object(
            "secretKeyRef",
            ref ->
                new EnvVar.Source.SecretKey(
                    ref.needText("name"), ref.needText("key"), ref.flag("optional", false)));
    var pod = fields.object("fieldRef", Envs::podField);
    var resource = fields.object("resourceFieldRef", Envs::resource);
    fields.unsupported("no files of variables", "fileKeyRef");
    return One.of(fields, "source of a value", map, secret, pod, resource);
  }

  static EnvVar.Source podField(Fields fields) {
    fields
        .take("apiVersion")
        .filter(value -> !value.text().equals("v1"))
        .ifPresent(value -> value.wrong("fields are those of version v1"));
    var path = fields.need("fieldPath");
    var text = path.map(value -> value.text()).orElse("");
    if (path.isPresent() && !FIELDS.contains(text) && !ENTRY.matcher(text).matches()) {
      path.get().wrong("'" + text + "' is no field of a pod that can be had");
    }
    return new EnvVar.Source.PodField(text);
  }

  static EnvVar.Source resource(Fields fields) {
    var container = fields.text("containerName").orElse("");
    var name = fields.need("resource");
    var text = name.map(value -> value.text()).orElse("");
    if (name.isPresent() && !RESOURCE.matcher(text).matches()) {
      name.get().wrong("'" + text + "' is no resource, as limits.cpu or requests.memory");
    }
    var divisor = fields.take("divisor").map(Common::quantity);
    var one = new Quantity(BigDecimal.ONE);
    return new EnvVar.Source.ContainerResource(
        container, text, divisor.filter(value -> value.amount().signum() > 0).orElse(one));
  }

  static EnvFrom all(Fields fields) {
    var prefix = fields.text("prefix").orElse("");
    var map = fields.object("configMapRef", ref -> from(ref, prefix, false));
    var secret = fields.object("secretRef", ref -> from(ref, prefix, true));
    return One.of(fields, "source of variables", map, secret)
        .orElse(new EnvFrom(prefix, false, "", true));
  }

  private static EnvFrom from(Fields ref, String prefix, boolean secret) {
    return new EnvFrom(prefix, secret, ref.needText("name"), ref.flag("optional", false));
  }
}
