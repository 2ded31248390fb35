/**
 * A registry for tests, on the loopback interface: {@link dev.jug.testkit.registry.FakeRegistry}
 * does what the distribution specification says until a {@link dev.jug.testkit.registry.Trouble} is
 * put in the way.
 */
@NullMarked
package dev.jug.testkit.registry;

import org.jspecify.annotations.NullMarked;
