package dev.jug.app.command;

import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tests of the built command on the real kernel. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Root
@LeakChecked
@Requires({"file:../app/target/jug/complete", "busybox"})
public @interface EndToEnd {}
