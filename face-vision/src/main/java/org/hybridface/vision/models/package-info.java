/** Opens models by name. Nothing else in this module knows this package. */
package org.hybridface.vision.models;
