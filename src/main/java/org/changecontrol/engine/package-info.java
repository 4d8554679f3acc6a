/**
 * The workflow engine: its configuration, its deployment as one set, the access rules of its own
 * endpoints. Owns how the engine is kept from doing what the trade refuses; knows no rule of the
 * trade itself.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.engine;
