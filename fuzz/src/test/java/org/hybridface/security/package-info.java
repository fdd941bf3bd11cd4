/** Holds docs/security.md to what is tested. */
package org.hybridface.security;
