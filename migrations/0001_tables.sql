CREATE TABLE "pin_codes" (
	"pin" char(6) PRIMARY KEY NOT NULL,
	"state" text,
	"district" text,
	"office" text NOT NULL,
	"offices" integer NOT NULL,
	"delivery_offices" integer NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"spread_metres" integer,
	"coord_confidence" text NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "pin_codes_point" CHECK (("pin_codes"."lat" is null) = ("pin_codes"."lng" is null))
);
--> statement-breakpoint
CREATE TABLE "pin_directory_edition" (
	"single" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" text NOT NULL,
	"pins" integer NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pin_directory_edition_single" CHECK ("pin_directory_edition"."single" = 1)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"status" smallint,
	"body" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"consumer" text NOT NULL,
	"payload" jsonb NOT NULL,
	"context" jsonb NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "pin_codes_prefix" ON "pin_codes" USING btree ("pin" bpchar_pattern_ops);--> statement-breakpoint
CREATE INDEX "pin_codes_state_district" ON "pin_codes" USING btree ("state","district");--> statement-breakpoint
CREATE INDEX "pin_codes_lat_lng" ON "pin_codes" USING btree ("lat","lng");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "outbox" USING btree ("due_at") WHERE "outbox"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_queued" ON "outbox" USING btree ("due_at") WHERE "outbox"."state" = 'queued';