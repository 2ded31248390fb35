/**
 * What the tests of all modules share.
 *
 * <ul>
 *   <li>{@link dev.jug.testkit.Root} and {@link dev.jug.testkit.Requires} say what a test needs. A
 *       test whose need is not met is skipped with the reason, or fails where {@code
 *       JUG_TESTS_MUST_RUN=1} and the list of allowed skips does not name the need.
 *   <li>{@link dev.jug.testkit.LeakCheck} compares the machine before and after; it watches each
 *       run of tests by itself, and single classes with {@link dev.jug.testkit.LeakChecked}.
 *   <li>{@link dev.jug.testkit.fuzz.Fuzz} has readers read what nobody would send them.
 *   <li>{@link dev.jug.testkit.BusyboxRootfs} and {@link dev.jug.testkit.DebianRootfs} are root
 *       file systems to run containers in.
 * </ul>
 */
@NullMarked
package dev.jug.testkit;

import org.jspecify.annotations.NullMarked;
