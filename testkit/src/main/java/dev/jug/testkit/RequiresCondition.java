package dev.jug.testkit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what cannot run here, or fails it where everything must run. */
final class RequiresCondition implements ExecutionCondition {
  private static final ConditionEvaluationResult MET =
      ConditionEvaluationResult.enabled("everything needed is here");

  private final Skips skips;

  RequiresCondition() {
    this(Skips.ofThisRun());
  }

  RequiresCondition(Skips skips) {
    this.skips = skips;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context.getElement().map(this::evaluate).orElse(MET);
  }

  ConditionEvaluationResult evaluate(AnnotatedElement element) {
    for (String need : needs(element)) {
      var lack = Need.parse(need).lack();
      if (lack.isPresent()) {
        return ConditionEvaluationResult.disabled(skips.skip(need, lack.get()));
      }
    }
    return MET;
  }

  /** A root test inside a class with other needs has both: annotations on annotations count too. */
  private static List<String> needs(AnnotatedElement element) {
    var needs = new ArrayList<String>();
    Stream.concat(
            AnnotationSupport.findAnnotation(element, Root.class).stream()
                .map(root -> root.annotationType().getAnnotation(Requires.class)),
            Stream.ofNullable(element.getAnnotation(Requires.class)))
        .flatMap(requires -> Arrays.stream(requires.value()))
        .forEach(needs::add);
    return needs;
  }
}
