/**
 * The launch plan: a linear list of system calls, each with the reason for it. {@link
 * dev.jug.runtime.plan.PlanBuilder} makes one, {@link dev.jug.runtime.plan.Plan} encodes it for the
 * launcher and prints it for a person. The format is defined in docs/launch-plan.md.
 */
@NullMarked
package dev.jug.runtime.plan;

import org.jspecify.annotations.NullMarked;
