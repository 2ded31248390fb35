/**
 * Resource containers: budgets for several containers and processes together, and the bill of what
 * they have used ("Resource containers: a new facility for resource management in server systems",
 * Banga, Druschel and Mogul, OSDI 1999).
 */
@NullMarked
package dev.jug.engine.resource;

import org.jspecify.annotations.NullMarked;
