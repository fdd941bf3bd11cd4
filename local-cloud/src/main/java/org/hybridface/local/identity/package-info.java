/** Who is who on the local broker: one certificate authority, the broker's certificate, one certificate per thing. */
package org.hybridface.local.identity;
