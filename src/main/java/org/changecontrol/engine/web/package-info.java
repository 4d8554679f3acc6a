/**
 * The door of the engine's own REST APIs. Owns what may be asked of the engine over HTTP and how it
 * answers; refuses everything that is not on its list, to administrators as well.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.engine.web;
