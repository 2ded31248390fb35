package dev.jug.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the machine must have for this test or class to run: see {@link Need#parse} for the words.
 *
 * <pre>{@code
 * @Requires({"cgroup2", "command:strace"})
 * }</pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresCondition.class)
public @interface Requires {
  /** The needs; all of them must be met. */
  String[] value();
}
