package dev.jug.kube.decode;

import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.Metadata;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.RestartPolicy;
import dev.jug.kube.model.Selector;
import dev.jug.kube.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Deployments. */
final class Deployments {
  private static final int MOST = 10_000;

  private Deployments() {}

  static Deployment deployment(Fields fields) {
    fields.meaningless("a cluster keeps it", "status");
    var metadata = Common.metadata(fields);
    return fields
        .need("spec")
        .flatMap(value -> value.object(spec -> read(metadata, spec)))
        .orElse(nothing(metadata));
  }

  private static Deployment nothing(Metadata metadata) {
    var pod = new Pod(new Metadata("", Map.of(), Map.of()), Pods.nothing());
    return new Deployment(
        metadata, 1, new Selector(Map.of(), List.of()), pod, false, Duration.ZERO);
  }

  private static Deployment read(Metadata metadata, Fields fields) {
    fields.meaningless("there is no history here", "revisionHistoryLimit");
    fields.meaningless("a change is made at once", "progressDeadlineSeconds");
    fields.unsupported("stop it with 'replicas: 0'", "paused");
    var empty = nothing(metadata);
    var selector = fields.need("selector").flatMap(value -> value.object(Common::selector));
    var template = fields.need("template").flatMap(value -> value.object(Pods::template));
    var deployment =
        new Deployment(
            metadata,
            (int) fields.integer("replicas", 0, MOST).orElse(1),
            selector.orElse(empty.selector()),
            template.orElse(empty.template()),
            fields.object("strategy", Deployments::recreate).orElse(false),
            fields.seconds("minReadySeconds", 0).orElse(Duration.ZERO));
    if (selector.isPresent() && template.isPresent()) {
      check(fields, deployment);
    }
    return deployment;
  }

  private static boolean recreate(Fields fields) {
    fields.meaningless("pods are replaced one by one", "rollingUpdate");
    return fields.word("type", Map.of("Recreate", true, "RollingUpdate", false)).orElse(false);
  }

  private static void check(Fields fields, Deployment deployment) {
    var selector = deployment.selector();
    if (selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty()) {
      fields.wrong("the selector is empty: it would mean all pods there are");
    } else if (!selector.matches(deployment.template().metadata().labels())) {
      fields.wrong("the selector does not match the template's labels");
    }
    if (deployment.template().spec().restartPolicy() != RestartPolicy.ALWAYS) {
      fields.wrong("pods of a deployment are always restarted: restartPolicy has to be Always");
    }
    if (deployment.template().spec().activeDeadline().isPresent()) {
      fields.wrong("pods of a deployment are to stay: activeDeadlineSeconds is for other pods");
    }
  }
}
