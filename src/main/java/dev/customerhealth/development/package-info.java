/**
 * What only development needs: the embedded broker and registry, and the demo. Not part of the
 * production jar.
 *
 * <p>May enter: everything. Nobody depends on this package.
 */
package dev.customerhealth.development;
