import { z } from 'zod';

/**
 * The content security policy allows no code made from text, which zod would try as soon as the
 * first schema is made: so this module stands before all others.
 */
z.config({ jitless: true });
