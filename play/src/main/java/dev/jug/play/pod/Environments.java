package dev.jug.play.pod;

import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.kube.model.Bytes;
import dev.jug.kube.model.ConfigMap;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.EnvVar;
import dev.jug.kube.model.EnvVar.Source;
import dev.jug.kube.model.Secret;
import dev.jug.play.desired.Desired;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of containers.
 *
 * @param desired has what they are read from
 * @param facts about the pod
 */
record Environments(Desired desired, PodFacts facts) {
  /**
   * Those of a container, in their order.
   *
   * @throws NotFound if what one is read from is not there
   */
  Map<String, String> of(Container container) {
    var all = new LinkedHashMap<String, String>();
    for (var from : container.envFrom()) {
      entries(from.secret(), from.name(), from.optional())
          .forEach((key, value) -> all.put(from.prefix() + key, value.text()));
    }
    for (var variable : container.env()) {
      value(container, variable, all).ifPresent(value -> all.put(variable.name(), value));
    }
    return all;
  }

  private Optional<String> value(Container container, EnvVar variable, Map<String, String> before) {
    return switch (variable.source()) {
      case Source.Text text -> Optional.of(Expansion.of(text.value(), before));
      case Source.ConfigMapKey one -> entry(false, one.name(), one.key(), one.optional());
      case Source.SecretKey one -> entry(true, one.name(), one.key(), one.optional());
      case Source.PodField field -> Optional.of(facts.field(field.path()));
      case Source.ContainerResource asked -> Optional.of(facts.resource(container, asked));
    };
  }

  private Optional<String> entry(boolean secret, String name, String key, boolean optional) {
    var value = entries(secret, name, optional).get(key);
    if (value == null && !optional) {
      throw new NotFound(kind(secret) + " " + name + " has no key " + key, "");
    }
    return Optional.ofNullable(value).map(Bytes::text);
  }

  private static String kind(boolean secret) {
    return secret ? "Secret" : "ConfigMap";
  }

  /**
   * The entries of an object.
   *
   * @throws NotFound if it is not there, and has to be
   */
  Map<String, Bytes> entries(boolean secret, String name, boolean optional) {
    var found =
        secret
            ? desired.find(Secret.class, name).map(Secret::data)
            : desired.find(ConfigMap.class, name).map(ConfigMap::data);
    if (found.isEmpty() && !optional) {
      throw new NotFound(kind(secret) + " " + name + " is not there", "Play a file that has it.");
    }
    return found.orElse(Map.of());
  }
}
