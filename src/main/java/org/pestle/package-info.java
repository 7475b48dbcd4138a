/** Pestle, an open electronic prescription service: from a signed prescription to a paid claim. */
@NullMarked
package org.pestle;

import org.jspecify.annotations.NullMarked;
