/**
 * How {@code /api} tells what went wrong (RFC 9457), how it pages, and what it takes in at most.
 * Owns the shape of every error of {@code /api}, whoever caused it; refuses to touch any other
 * door.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("web")
package org.changecontrol.problem.web;
